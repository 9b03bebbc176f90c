/**
 * @file Rules of the product that stand in front of every pack's own: no pack can permit what
 * these forbid. They read the facts that the gate takes from the payload itself, so they hold
 * whatever facts the caller passes.
 */

/** File name under which the guards appear in failures. */
export const guardFile = 'earshot.cedar';

export const guards = `
@id("earshot-only-low-risk-runs-alone")
@reason("Only low-risk actions may run by themselves; this one always asks an agent.")
forbid (principal is Earshot::Automation, action, resource)
when { context has risk && context.risk != "low" };

@id("earshot-closing-asks")
@reason("Closing an account always asks an agent.")
forbid (principal is Earshot::Automation, action, resource)
when { context has closesAccount && context.closesAccount };

@id("earshot-address-asks")
@reason("Changing an address, e-mail or phone number always asks an agent.")
forbid (principal is Earshot::Automation, action, resource)
when { context has changesAddress && context.changesAddress };

@id("earshot-undo-asks")
@reason("Taking an action back always asks an agent.")
forbid (principal is Earshot::Automation, action, resource)
when { context has undo && context.undo };
`;
