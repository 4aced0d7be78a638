"""What Marquee costs when much has gathered: `python -m benchmarks.growth`."""
