"""Beredd: remisser, yttranden and internal deadlines for Swedish municipal secretaries."""

__version__ = "0.1.0"
