-- From file to file: what `rayuela classify --columns bits` writes, byte for byte but for the
-- order of the rows, which is not asked of DuckDB.
copy (
    select
        child as id,
        occupation,
        chores,
        child_labour::utinyint as child_labour,
        cti,
        hazards,
        gaps
    from ({verdict})
) to '{to}' (format csv, header true, nullstr '');
