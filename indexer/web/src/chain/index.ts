// All that needs a node, in one piece that is loaded when it is first wanted.

export { addressOf, type Funds, fundsOf, hashOf, publicKeyOf, ss58Of } from "./accounts";
export { type Addresses, ask, dryRun, Refused } from "./call";
export { type Chain, connect, NoNode, WrongChain } from "./connection";
export { estimate } from "./cost";
export { demoAccounts } from "./demo";
export { NotSigned } from "./sign";
export { type Actor, type Stage, type Step, send } from "./transaction";
