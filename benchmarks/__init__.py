"""What README claims, measured. Each is run as `python -m benchmarks.NAME` and prints its ratio, if it has one, last."""
