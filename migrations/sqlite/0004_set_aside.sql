-- Of ten thousand cards a few were missed so often that they are set aside: eight times, which
-- `Mark::MISSES_TO_SET_ASIDE` says, too.
create index card_missed_often on card (learner_id, misses) where misses >= 8;
