"""What the benchmarks are made of, at sizes at which they take seconds."""
