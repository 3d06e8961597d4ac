"""reader: a plan in prose becomes a draft (草案): outline, facts, targets, tasks, incentives, duties. Runs no rule.

Deterministic grammar over the text: no model, no network, no files. What is read keeps its place in the text.
"""
