-- A learner is whoever holds the session; `entries` numbers the learner's log and is the lock under which it grows.
create table learner (
    learner_id text primary key,
    created_at bigint not null,
    entries    bigint not null
);

-- The log: appended to, never changed. Everything else about memory and scores is derived from it.
create table answer (
    attempt_id    text primary key,
    learner_id    text not null references learner,
    entry         bigint not null,
    question_id   text not null,
    -- ids of options, joined by a space: what was right at the time, and what was chosen
    answer_key    text not null,
    chosen        text not null,
    correct       boolean not null,
    sure          boolean,
    ms            bigint,
    answered_at   bigint not null,
    -- days since 1970-01-01 in the learner's calendar
    day           integer not null,
    algorithm     text not null,
    retention     double precision not null,
    stability     double precision not null,
    difficulty    double precision not null,
    interval_days double precision not null,
    due           integer not null,
    unique (learner_id, entry)
);

-- Takes an answer back, without removing it.
create table undo (
    attempt_id text primary key references answer,
    learner_id text not null references learner,
    entry      bigint not null,
    undone_at  bigint not null,
    unique (learner_id, entry)
);

-- Asks a question again: the page shows it as unanswered, memory stays.
create table retry (
    learner_id  text not null references learner,
    entry       bigint not null,
    question_id text not null,
    asked_at    bigint not null,
    primary key (learner_id, entry)
);

-- Derived: where a learner stands with a question. `quizmint rebuild` makes it again from the log.
create table card (
    learner_id    text not null references learner,
    question_id   text not null,
    attempt_id    text not null references answer,
    asked_again   boolean not null,
    correct       boolean not null,
    answers       integer not null,
    lapses        integer not null,
    day           integer not null,
    stability     double precision not null,
    difficulty    double precision not null,
    interval_days double precision not null,
    due           integer not null,
    primary key (learner_id, question_id)
);

create index card_by_due on card (learner_id, due);
create index answer_by_question on answer (learner_id, question_id, entry);
