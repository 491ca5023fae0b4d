insert into task_step (task_id, number, record, model_calls, input_tokens, output_tokens, micro_dollars, at)
values (@taskId, @number, @record, @modelCalls, @inputTokens, @outputTokens, @microDollars, @at)
on conflict do nothing
