delete from schema_version where version = @version
