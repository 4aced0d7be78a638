"""Films that are known whether or not anybody reviewed them."""
