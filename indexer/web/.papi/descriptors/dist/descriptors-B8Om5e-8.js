const [minified, commonTrees, tokens] = JSON.parse(`[{"weir":{"storage":{"0":{"Account":0,"Events":1},"1":{"Now":4},"2":0,"3":0,"4":{"OriginalAccount":5},"5":0,"6":0},"tx":{"0":0,"1":0,"2":0,"3":0,"4":{"7":6,"map_account":7},"5":0,"6":0},"events":{"0":0,"1":0,"2":0,"3":0,"4":{"ContractEmitted":8},"5":0,"6":0},"constants":{"0":{"SS58Prefix":2},"1":0,"2":{"ExistentialDeposit":4},"3":0,"4":{"DepositPerByte":4,"DepositPerItem":4,"NativeToEthRatio":2},"5":0,"6":0},"viewFns":{"0":0,"1":0,"2":0,"3":0,"4":0,"5":0,"6":0},"apis":{"ReviveApi":{"7":9}}}},[{}],["System","Timestamp","Balances","Sudo","Revive","Assets","AssetsPermit","call"]]`);
const replaceTokens = (obj) => Object.fromEntries(
  Object.entries(obj).map(([key, value]) => {
    const unwrappedValue = typeof value === "object" ? replaceTokens(value) : value;
    const numericKey = Number(key);
    if (Number.isNaN(numericKey)) {
      return [key, unwrappedValue];
    }
    return [tokens[numericKey], unwrappedValue];
  })
);
const tokenizedCommonTrees = commonTrees.map(replaceTokens);
const unwrap = (obj, depth) => depth === 0 ? obj : Object.fromEntries(
  Object.entries(obj).map(([key, value]) => [
    key,
    unwrap(
      typeof value === "object" ? value : tokenizedCommonTrees[value],
      depth - 1
    )
  ])
);
const getChainDescriptors = (key) => unwrap(replaceTokens(minified[key]), 2);
const Weir = getChainDescriptors("weir");

export { Weir };
