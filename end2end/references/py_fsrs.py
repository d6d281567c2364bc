"""Reads histories of answers, one a line, and prints the memory that PyPI's fsrs has after each answer."""

import json
import sys
from datetime import datetime, timedelta, timezone

from fsrs import Card, Rating, Scheduler

# Learning steps and fuzz are switched off, as they are in Quizmint.
PLAIN = {"learning_steps": (), "relearning_steps": (), "enable_fuzzing": False}


def states(history):
    weights = history["weights"]
    scheduler = Scheduler(**PLAIN) if weights is None else Scheduler(parameters=tuple(weights), **PLAIN)
    card, now = Card(card_id=1), datetime(2026, 1, 1, tzinfo=timezone.utc)
    after = []
    for rating, days in history["answers"]:
        now += timedelta(days=days)
        card, _ = scheduler.review_card(card, Rating(rating), now)
        after.append([card.stability, card.difficulty])
    return after


for line in sys.stdin:
    print(json.dumps(states(json.loads(line))))
