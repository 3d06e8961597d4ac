"""Rules that give money or a quantified relief (奖补): who gets what, on what base, up to which ceiling."""

from guatu.reader.incentives.reading import read_incentives

__all__ = ["read_incentives"]
