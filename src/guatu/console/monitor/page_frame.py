"""What the pages of a run have in common: which run is shown, which others there are."""

from guatu.console.monitor.run_choice import RunChoice, track_words


def run_context(choice: RunChoice) -> dict[str, object]:
    """Return what the head of a run's page shows."""
    other = choice.other_track
    return {
        "run": choice.run,
        "track": track_words(choice.run.track),
        "offered_runs": [(one, track_words(one.track)) for one in choice.offered],
        "other_track": other,
        "other_track_words": track_words(other.track) if other is not None else "",
        "is_newest": choice.is_newest,
    }
