-- A learner is whoever holds the session; `entries` numbers the learner's log and is the lock under which it grows.
create table learner (
    learner_id text primary key,
    created_at integer not null,
    entries    integer not null
) strict;

-- The log: appended to, never changed. Everything else about memory and scores is derived from it.
create table answer (
    attempt_id    text primary key,
    learner_id    text not null references learner,
    entry         integer not null,
    question_id   text not null,
    -- ids of options, joined by a space: what was right at the time, and what was chosen
    answer_key    text not null,
    chosen        text not null,
    correct       integer not null,
    sure          integer,
    ms            integer,
    answered_at   integer not null,
    -- days since 1970-01-01 in the learner's calendar
    day           integer not null,
    algorithm     text not null,
    retention     real not null,
    stability     real not null,
    difficulty    real not null,
    interval_days real not null,
    due           integer not null,
    unique (learner_id, entry)
) strict;

-- Takes an answer back, without removing it.
create table undo (
    attempt_id text primary key references answer,
    learner_id text not null references learner,
    entry      integer not null,
    undone_at  integer not null,
    unique (learner_id, entry)
) strict;

-- Asks a question again: the page shows it as unanswered, memory stays.
create table retry (
    learner_id  text not null references learner,
    entry       integer not null,
    question_id text not null,
    asked_at    integer not null,
    primary key (learner_id, entry)
) strict;

-- Derived: where a learner stands with a question. `quizmint rebuild` makes it again from the log.
create table card (
    learner_id    text not null references learner,
    question_id   text not null,
    attempt_id    text not null references answer,
    asked_again   integer not null,
    correct       integer not null,
    answers       integer not null,
    lapses        integer not null,
    day           integer not null,
    stability     real not null,
    difficulty    real not null,
    interval_days real not null,
    due           integer not null,
    primary key (learner_id, question_id)
) strict, without rowid;

create index card_by_due on card (learner_id, due);
create index answer_by_question on answer (learner_id, question_id, entry);
