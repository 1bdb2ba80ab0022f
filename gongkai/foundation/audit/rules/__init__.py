from gongkai.foundation.audit.rules.chain import GENESIS, leaf_hash, seal_hash
from gongkai.foundation.audit.rules.masking import masked

__all__ = ["GENESIS", "leaf_hash", "masked", "seal_hash"]
