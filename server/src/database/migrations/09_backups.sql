-- Backups that were read back and verified: devices may drop what lies in one.
create table backup (
    id integer primary key,
    made_at text not null,
    receipt integer not null,
    chain blob not null,
    file_hash blob not null
) strict;
