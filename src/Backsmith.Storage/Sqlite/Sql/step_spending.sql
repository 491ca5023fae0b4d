select coalesce(sum(s.model_calls), 0) as modelcalls, coalesce(sum(s.input_tokens), 0) as inputtokens, coalesce(sum(s.output_tokens), 0) as outputtokens,
  coalesce(sum(s.micro_dollars), 0) as microdollars, coalesce(sum(case when s.micro_dollars is null then s.model_calls else 0 end), 0) as unpricedcalls
from task_step s
join task t on t.id = s.task_id
where t.execution_id = @executionId
