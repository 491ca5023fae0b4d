select number, record, model_calls as modelcalls, input_tokens as inputtokens, output_tokens as outputtokens, micro_dollars as microdollars
from task_step
where task_id = @taskId
order by number
