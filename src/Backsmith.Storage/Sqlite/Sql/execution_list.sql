select id, kind, repository_root as repositoryroot, request, state, exit_code as exitcode, created_at as createdat, finished_at as finishedat
from execution
order by created_at desc, id desc
limit @limit
