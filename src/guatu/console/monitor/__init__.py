"""监测: runs of the month, ledgers, alerts, wall chart."""
