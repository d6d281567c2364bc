-- The log, too: what a learner predicted wrongly in a scene of the sandbox. It asks the question again, on the same day.
create table miss (
    learner_id  text not null references learner,
    entry       integer not null,
    question_id text not null,
    scene       text not null,
    -- the case of the scene that was predicted
    scene_case  text not null,
    missed_at   integer not null,
    -- days since 1970-01-01 in the learner's calendar
    day         integer not null,
    primary key (learner_id, entry)
) strict;

create index miss_by_question on miss (learner_id, question_id, entry);
