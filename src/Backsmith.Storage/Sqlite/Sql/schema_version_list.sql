select version as Version, name as Name, checksum as Checksum from schema_version order by version
