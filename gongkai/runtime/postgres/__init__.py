"""The PostgreSQL server that comes with gongkai: found, initialised, started, stopped, never losing data."""

from gongkai.runtime.postgres.binaries import Binaries, find_binaries
from gongkai.runtime.postgres.checks import check_chinese_similarity
from gongkai.runtime.postgres.cluster import Cluster

__all__ = ["Binaries", "Cluster", "check_chinese_similarity", "find_binaries"]
