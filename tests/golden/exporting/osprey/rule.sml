# Made by Clausebench for sha256:fb8564f4ad312d6b8bf7f603c06517246966b618d38934ebb42e1b08f3dc88c6.
ViolatesSpam = Rule(
  when_all=[PolicyVerdict(text=PostText, policy='spam')],
  description='The text violates the policy spam, version 1',
)

WhenRules(
  rules_any=[ViolatesSpam],
  then=[LabelAdd(entity=UserId, label='spam')],
)
