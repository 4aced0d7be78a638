"""What README claims, measured. Each is run as `python -m benchmarks.NAME`; ratios come last."""
