-- A case is what the municipality does about a child; the server only proposes it, a person
-- opens it. Once opened it is never closed by a new classification.
create table child_case (
    id text primary key,
    folio text not null unique,
    household text not null,
    survey text not null,
    member text not null,
    state text not null check (state in ('proposed', 'open', 'dismissed')),
    proposed_at text not null,
    opened_by text,
    opened_at text,
    closed_reason text,
    changed integer not null default 0,
    unique (household, survey, member)
) strict;
create index child_case_state on child_case (state, proposed_at);
