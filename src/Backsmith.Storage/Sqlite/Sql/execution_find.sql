select id, kind, repository_root as repositoryroot, request, state, exit_code as exitcode, created_at as createdat, finished_at as finishedat
from execution
where substr(id, 1, length(@prefix)) = @prefix
order by id = @prefix desc, id
limit 2
