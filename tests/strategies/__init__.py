"""Hypothesis strategies: what the tests draw their values from."""
