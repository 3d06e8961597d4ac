"""sample: one clearly fictional prefecture, made from a seed."""
