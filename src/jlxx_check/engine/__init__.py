"""Bound rules and an understood package in, one frozen report out."""
