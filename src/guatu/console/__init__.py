"""console: the site (`guatu serve`), the only stateful part. It remembers who did what and asks desk for the rest.

The slices look down only: worklist, exchange, bulletins, monitor, reporting, plans, people, jobs, audit, frame.
"""
