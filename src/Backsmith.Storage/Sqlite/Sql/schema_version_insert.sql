insert into schema_version (version, name, checksum, applied_at) values (@version, @name, @checksum, @at)
