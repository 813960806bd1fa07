"""Packages judged on other machines: an existing cluster, and where it finds the files."""

from jlxx_check.app.cluster.dask import ClusterProblem, dask_cluster
from jlxx_check.app.cluster.path_map import BadMap, PathMap
from jlxx_check.app.cluster.workers import workers_on

__all__ = ["BadMap", "ClusterProblem", "PathMap", "dask_cluster", "workers_on"]
