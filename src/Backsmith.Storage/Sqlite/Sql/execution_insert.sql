insert into execution (id, kind, repository_root, request, state, exit_code, created_at, finished_at)
values (@id, @kind, @repositoryRoot, @request, 'Active', null, @createdAt, null)
on conflict (id) do nothing
