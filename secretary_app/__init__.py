"""Beredd: remisser, yttranden and internal deadlines for Swedish municipal secretaries."""

__version__ = "0.2.0"
