//! Is what is written here what the contract build emits?

use alloy_core::json_abi::{Event, Function, JsonAbi, Param};

/// The interface as declared in this crate.
pub fn declared() -> JsonAbi {
    super::Commons::abi::contract()
}

/// Compares the declared interface with the ABI of a contract build, given as JSON: functions
/// with their mutability and types, events with their indexed fields, errors. Names of parameters
/// of functions do not change a call and are not compared; those of events and of results are
/// what readers decode by, and are compared where the build names them.
///
/// # Errors
/// Every difference, one a line.
pub fn compare_with(json: &str) -> Result<(), String> {
    let built: JsonAbi =
        serde_json::from_str(json).map_err(|error| format!("this is not an ABI: {error}"))?;
    let (here, there) = (lines(&declared()), lines(&built));
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
    // ink! makes one tuple of several results; on the wire the two are the same.
    let outputs = match function.outputs.as_slice() {
        [tuple] if tuple.ty == "tuple" => types(&tuple.components),
        outputs => types(outputs),
    };
    format!(
        "function {}({}) {} returns ({outputs})",
        function.name,
        types(&function.inputs),
        function.state_mutability.as_json_str(),
    )
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

    fn json(change: impl FnOnce(&mut JsonAbi)) -> String {
        let mut abi = declared();
        change(&mut abi);
        serde_json::to_string(&abi).expect("JSON")
    }

    #[test]
    fn the_declared_interface_equals_itself() {
        assert_eq!(compare_with(&json(|_| ())), Ok(()));
    }

    #[test]
    fn every_kind_of_difference_is_found() {
        let differ = |change: fn(&mut JsonAbi), expected: &str| {
            let differences = compare_with(&json(change)).expect_err(expected);
            assert!(differences.contains(expected), "{differences}");
        };
        differ(|abi| drop(abi.functions.remove("burn")), "not in the contract: function burn");
        differ(|abi| drop(abi.events.remove("Mint")), "not in the contract: event Mint");
        differ(|abi| drop(abi.errors.remove("LastToken")), "not in the contract: error LastToken");
        differ(
            |abi| abi.events.get_mut("Mint").expect("Mint")[0].inputs[1].indexed = true,
            "not declared: event Mint(address indexed account, uint256 indexed deposit",
        );
        differ(
            |abi| abi.functions.get_mut("burn").expect("burn")[0].inputs[1].ty = "uint64".into(),
            "not declared: function burn(uint256,uint64,bytes32)",
        );
    }

    #[test]
    fn what_is_no_abi_is_said_to_be_none() {
        assert!(compare_with("{").expect_err("broken").contains("not an ABI"));
    }
}
