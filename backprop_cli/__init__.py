"""Worked examples of backpropagation, from a small YAML file."""

__version__ = "0.1.0"
