"""Packages judged on other machines: an existing cluster, and where it finds the files."""

from jlxx_check.app.cluster.dask import ClusterProblem, dask_executor
from jlxx_check.app.cluster.path_map import PathMap

__all__ = ["ClusterProblem", "PathMap", "dask_executor"]
