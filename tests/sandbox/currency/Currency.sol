// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

/// The ERC-20 currency that a Commons is tried with: an honest one, and one that turns to every
/// habit that tokens in the wild have shown.
contract Currency {
    enum Manner {
        /// As the standard says.
        Plain,
        /// A hundredth of what is sent does not arrive.
        Fee,
        /// Calls whoever it was told to before it moves anything, and goes on whatever came of it.
        CallBack,
        /// Answers `false` and moves nothing.
        False,
        /// Moves and answers nothing at all.
        Nothing,
        /// Answers `true` and moves nothing.
        Lying,
        /// A base unit more arrives than was sent.
        Generous,
        /// Refuses by a revert.
        Reverting,
        /// Moves, and answers a number that is neither true nor false.
        Odd
    }

    mapping(address => uint256) public balanceOf;
    mapping(address => mapping(address => uint256)) public allowance;
    uint256 public totalSupply;
    Manner public manner;
    /// What became of the last call back: 0 none, 1 refused, 2 done.
    uint256 public outcome;
    address private target;
    bytes private payload;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    /// Creates money, for anybody.
    function give(address to, uint256 value) external {
        balanceOf[to] += value;
        totalSupply += value;
        emit Transfer(address(0), to, value);
    }

    /// From now on it behaves like this.
    function behave(Manner next) external {
        manner = next;
    }

    /// Whom to call, and with what, when it calls back.
    function arm(address at, bytes calldata data) external {
        (target, payload, outcome) = (at, data, 0);
    }

    function approve(address spender, uint256 value) external returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    function transfer(address to, uint256 value) external returns (bool) {
        return move(msg.sender, to, value);
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        // Checked arithmetic: nobody spends more than was approved.
        allowance[from][msg.sender] -= value;
        return move(from, to, value);
    }

    function move(address from, address to, uint256 value) private returns (bool) {
        if (manner == Manner.Reverting) revert("no");
        if (manner == Manner.False) return false;
        if (manner == Manner.Lying) return true;
        if (manner == Manner.CallBack) {
            (bool done,) = target.call(payload);
            outcome = done ? 2 : 1;
        }
        uint256 arriving = value;
        if (manner == Manner.Fee) arriving -= value / 100 + 1;
        if (manner == Manner.Generous) arriving += 1;
        balanceOf[from] -= value;
        balanceOf[to] += arriving;
        emit Transfer(from, to, arriving);
        if (manner == Manner.Nothing) assembly { return(0, 0) }
        if (manner == Manner.Odd) assembly {
            mstore(0, 2)
            return(0, 32)
        }
        return true;
    }
}
