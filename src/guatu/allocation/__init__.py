"""allocation: targets divided, figures foretold, projects placed, supply sized (分解、预测、匹配、测算).

Knows no files and no tables: it is handed plain values and returns plain values, each with the reason for it.
"""

from guatu.allocation.apportionment import Apportionment, apportion, apportion_by_divisor

__all__ = ["Apportionment", "apportion", "apportion_by_divisor"]
