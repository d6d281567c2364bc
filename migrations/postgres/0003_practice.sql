-- What a learner chose; a row is made at the first choice.
create table preference (
    learner_id          text primary key references learner,
    -- a name of the IANA database; null until it is known
    time_zone           text,
    -- minutes after midnight at which the learner's day begins
    day_begins          integer not null,
    retention           double precision not null,
    new_per_day         integer not null,
    reviews_per_day     integer not null,
    shortcuts           boolean not null,
    -- per cent of an exam's time that are added to it
    extra_time          integer not null,
    -- the exam that the learner prepares for: all three or none
    exam_track          text,
    exam_day            integer,
    minutes_per_day     integer
);

-- The log, too: which parameters a learner's memory is computed with from this entry on. Cards follow the last one.
create table adoption (
    learner_id  text not null references learner,
    entry       bigint not null,
    -- the name that the answers given under these parameters carry
    algorithm   text not null,
    -- w0 to w20, joined by a space; empty for the published ones
    weights     text not null,
    adopted_at  bigint not null,
    primary key (learner_id, entry)
);

-- What a learner wrote on a question or did with it, beside answering.
create table mark (
    learner_id  text not null references learner,
    question_id text not null,
    flagged     boolean not null,
    set_aside   boolean not null,
    -- how often it had been missed when it was brought back
    forgiven    integer not null,
    note        text not null,
    primary key (learner_id, question_id)
);

-- A stretch of practice with an end; its answers are those of the log after `begun_entry`.
create table sitting (
    sitting_id  text primary key,
    learner_id  text not null references learner,
    begun_at    bigint not null,
    begun_entry bigint not null,
    -- what ends it: minutes, questions, or the learner
    minutes     integer,
    questions   integer,
    -- what is asked, as the address of the page has it
    filter      text not null,
    ended_at    bigint,
    -- the last entry of the log at its end
    ended_entry bigint
);

create index sitting_by_learner on sitting (learner_id, begun_at);

-- One try at an exam. The paper is fixed at the start: what is asked, in which order, and what counts.
create table exam (
    exam_id      text primary key,
    learner_id   text not null references learner,
    track        text not null,
    -- `exam`: nothing is told before the end; `review`: each answer is told at once
    mode         text not null,
    -- what was agreed, and the questions in their order; both as JSON
    terms        text not null,
    paper        text not null,
    begun_at     bigint not null,
    -- null without a time limit
    ends_at      bigint,
    handed_in_at bigint,
    -- what it came to, as JSON; null until it is over
    marks        text
);

create index exam_by_learner on exam (learner_id, begun_at);

-- What stands at a place of the paper. What came after the end is kept beside it and does not count.
create table exam_answer (
    exam_id  text not null references exam,
    place    integer not null,
    late     boolean not null,
    -- ids of options, joined by a space; empty where nothing is chosen
    chosen   text not null,
    flagged  boolean not null,
    ms       bigint not null,
    -- whether it was right, once that was told; from then on it stands
    correct  boolean,
    saved_at bigint not null,
    primary key (exam_id, place, late)
);

alter table card add column misses integer not null default 0;

update card set misses = (
    select count(*) from answer
    where answer.learner_id = card.learner_id and answer.question_id = card.question_id and answer.correct = false
      and not exists (select 1 from undo where undo.attempt_id = answer.attempt_id)
);

-- What was right at the last answer: a question whose key was changed since is asked again.
alter table card add column answer_key text not null default '';

update card set answer_key = (select answer.answer_key from answer where answer.attempt_id = card.attempt_id);

-- All that says whether a question is to be asked.
drop index card_by_due;
create index card_by_due on card (learner_id, due, question_id, answer_key);

create index answer_by_day on answer (learner_id, day);
