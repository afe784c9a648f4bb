//! Is what is written here what the contract build emits?

use alloy_core::json_abi::{Event, Function, JsonAbi, Param};

/// Which of the contracts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Contract {
    /// Token, curve, pools, hatch, grants, services.
    Commons,
    /// Proposals and stakes.
    Conviction,
}

/// A contract's interface as declared in this crate.
pub fn declared(contract: Contract) -> JsonAbi {
    match contract {
        Contract::Commons => super::Commons::abi::contract(),
        Contract::Conviction => super::Conviction::abi::contract(),
    }
}

/// Compares a declared interface with the ABI of a contract build, given as JSON: functions
/// with their mutability and types, events with their indexed fields, errors. Names of parameters
/// of functions do not change a call and are not compared; those of events and of results are
/// what readers decode by, and are compared where the build names them.
///
/// # Errors
/// Every difference, one a line.
pub fn compare_with(contract: Contract, json: &str) -> Result<(), String> {
    let built: JsonAbi =
        serde_json::from_str(json).map_err(|error| format!("this is not an ABI: {error}"))?;
    let (here, there) = (lines(&declared(contract)), lines(&built));
    let missing = here.iter().filter(|line| !there.contains(line));
    let unknown = there.iter().filter(|line| !here.contains(line));
    let differences: Vec<String> = missing
        .map(|line| format!("declared, but not in the contract: {line}"))
        .chain(unknown.map(|line| format!("in the contract, but not declared: {line}")))
        .collect();
    if differences.is_empty() { Ok(()) } else { Err(differences.join("\n")) }
}

/// One line for each item, in a form that two equal interfaces share.
fn lines(abi: &JsonAbi) -> Vec<String> {
    let functions = abi.functions().map(function);
    let events = abi.events().map(event);
    let errors = abi.errors().map(|error| format!("error {}", error.signature()));
    functions.chain(events).chain(errors).collect()
}

fn function(function: &Function) -> String {
    let types = |params: &[Param]| {
        params.iter().map(|param| param.selector_type()).collect::<Vec<_>>().join(",")
    };
    // ink! makes one tuple of several results. On the wire the two are the same, unless the size of
    // one of them varies: then a tuple has an offset before it.
    let outputs = match function.outputs.as_slice() {
        [tuple] if tuple.ty == "tuple" && !tuple.components.iter().any(varies) => {
            types(&tuple.components)
        }
        outputs => types(outputs),
    };
    format!(
        "function {}({}) {} returns ({outputs})",
        function.name,
        types(&function.inputs),
        function.state_mutability.as_json_str(),
    )
}

/// Whether the size of such a value varies.
fn varies(param: &Param) -> bool {
    let ty = param.ty.as_str();
    ty == "string" || ty == "bytes" || ty.ends_with(']') || param.components.iter().any(varies)
}

fn event(event: &Event) -> String {
    let fields: Vec<String> = event
        .inputs
        .iter()
        .map(|field| {
            let indexed = if field.indexed { " indexed" } else { "" };
            format!("{}{indexed} {}", field.selector_type(), field.name)
        })
        .collect();
    let anonymous = if event.anonymous { " anonymous" } else { "" };
    format!("event {}({}){anonymous}", event.name, fields.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn json(contract: Contract, change: impl FnOnce(&mut JsonAbi)) -> String {
        let mut abi = declared(contract);
        change(&mut abi);
        serde_json::to_string(&abi).expect("JSON")
    }

    #[test]
    fn the_declared_interfaces_equal_themselves_and_not_each_other() {
        for contract in [Contract::Commons, Contract::Conviction] {
            assert_eq!(compare_with(contract, &json(contract, |_| ())), Ok(()));
        }
        assert!(compare_with(Contract::Commons, &json(Contract::Conviction, |_| ())).is_err());
    }

    #[test]
    fn every_kind_of_difference_is_found() {
        let differ = |contract, change: fn(&mut JsonAbi), expected: &str| {
            let differences = compare_with(contract, &json(contract, change)).expect_err(expected);
            assert!(differences.contains(expected), "{differences}");
        };
        let commons = |change, expected| differ(Contract::Commons, change, expected);
        commons(|abi| drop(abi.functions.remove("burn")), "not in the contract: function burn");
        commons(|abi| drop(abi.events.remove("Mint")), "not in the contract: event Mint");
        commons(|abi| drop(abi.errors.remove("LastToken")), "not in the contract: error LastToken");
        commons(
            |abi| abi.events.get_mut("Mint").expect("Mint")[0].inputs[1].indexed = true,
            "not declared: event Mint(address indexed account, uint256 indexed deposit",
        );
        commons(
            |abi| abi.functions.get_mut("burn").expect("burn")[0].inputs[1].ty = "uint64".into(),
            "not declared: function burn(uint256,uint64,bytes32)",
        );
        differ(
            Contract::Conviction,
            |abi| drop(abi.functions.remove("stake")),
            "not in the contract: function stake((uint32,uint256,bool)[])",
        );
    }

    #[test]
    fn texts_in_a_tuple_are_not_the_same_as_texts_beside_each_other() {
        let apart = json(Contract::Conviction, |abi| {
            let outputs = &mut abi.functions.get_mut("textOf").expect("textOf")[0].outputs;
            *outputs = outputs[0].components.clone();
        });
        let differences = compare_with(Contract::Conviction, &apart).expect_err("apart");
        assert!(differences.contains("function textOf"), "{differences}");
    }

    #[test]
    fn what_is_no_abi_is_said_to_be_none() {
        let differences = compare_with(Contract::Commons, "{").expect_err("broken");
        assert!(differences.contains("not an ABI"));
    }
}
