"""guatu 挂图: runs the action plans of Chinese prefectures, counties and parks."""

__version__ = "0.1.0"
