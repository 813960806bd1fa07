"""Packages judged on other machines: an existing cluster, and where it finds the files."""

from jlxx_check.batch.cluster.dask import ClusterProblem, dask_cluster, workers_on
from jlxx_check.batch.cluster.path_map import BadMap, PathMap

__all__ = ["BadMap", "ClusterProblem", "PathMap", "dask_cluster", "workers_on"]
