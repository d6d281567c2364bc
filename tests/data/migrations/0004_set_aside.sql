-- An index alone: nothing that is kept changes.
select 1;
