"""`python -m bot doctor`: what is well and what is not, one line each, and what to do about it. It changes nothing."""
