"""What is claimed of Marquee, measured. Each module is run by itself, `python -m benchmarks.warnings`."""
