# shellcheck shell=bash
# The node that is used, started here or by somebody else: whether it can be, and which chain it serves.
#
# Sets NODE_URL, DEVELOPMENT (empty where the chain is not a development chain) and GENESIS.

# ask_node HTTP_URL METHOD: what the node answers to a request without parameters.
ask_node() {
  curl -sf -m 10 -H 'content-type: application/json' \
    -d "{\"id\":1,\"jsonrpc\":\"2.0\",\"method\":\"$2\",\"params\":[]}" "$1" | grep '"result"'
}

# Looks whether anything is at the node's address, before anything is built. Nodes answer HTTP at the
# address of their WebSocket; where something in between does not, the question is left for later.
look_for_node() {
  local url=$1 status=0
  curl -s -m 10 -o /dev/null "http${url#ws}" || status=$?
  case $status in
    6) die "the host of $url is not known. Is the address right?" ;;
    7) die "nothing answers at $url. Is the node running, and does it listen there?" ;;
    28) die "$url does not answer within 10 s. Is the node running, and can it be reached from here?" ;;
  esac
  case $(ask_node "http${url#ws}" system_chainType || true) in '' | *'"Development"'*) ;; *) want_key ;; esac
}

# know_node URL: asks the node, by the programs that will use it, which chain it serves, and whether
# contracts run there.
know_node() {
  local said
  NODE_URL=$1
  said=$("$WEIR" chain --json --url "$NODE_URL" 2>&1) ||
    die "the node at $NODE_URL cannot be used: $(printf '%s' "$said" | sed -n 's/.*"error": *"\(.*\)".*/\1/p')"
  GENESIS=$(printf '%s' "$said" | sed -n 's/.*"genesis_hash": *"\(0x[0-9a-f]*\)".*/\1/p')
  DEVELOPMENT=$(printf '%s' "$said" | grep -o '"development": *true' || true)
  note "$(printf '%s' "$said" | sed -n 's/.*"name": *"\(.*\)".*/\1/p'), with pallet-revive"
}

# Dies where a chain of others has a Commons to be deployed and there is no key to sign with.
want_key() {
  [ ! -f "$STATE/deployment.json" ] || [ -n "$FRESH" ] || return 0
  [ ${#KEY[@]} -gt 0 ] || [ -n "${WEIR_KEY:-}" ] ||
    die "deploying on a chain that is not a development chain takes a key with money there: --key-file FILE, or the variable WEIR_KEY"
}

# Dies where the state is about another chain than the node's.
same_chain() {
  local deployed
  [ -f "$STATE/deployment.json" ] || return 0
  deployed=$(sed -n 's/.*"genesis_hash": *"\(0x[0-9a-f]*\)".*/\1/p' "$STATE/deployment.json" | head -n 1)
  [ -z "$deployed" ] || [ "$deployed" = "$GENESIS" ] ||
    die "the Commons in $STATE is on another chain than $NODE_URL serves. Keep both by naming another folder with WEIR_STATE, or start over with --fresh."
}
