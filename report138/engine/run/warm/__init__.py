"""Warm kernels: forked from one process that has already imported what the notebooks need."""
