// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.24;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

/// Bancor's formula, deployed from the bytecode that its package publishes.
interface IBancorFormula {
    function calculatePurchaseReturn(uint256 supply, uint256 reserve, uint32 weight, uint256 deposit)
        external
        view
        returns (uint256);
    function calculateSaleReturn(uint256 supply, uint256 reserve, uint32 weight, uint256 amount)
        external
        view
        returns (uint256);
}

/// The least that a Solidity team would write for the same task on the same chain: the ERC-20 that
/// everyone uses, the published formula, two pools, tributes, a deadline and a slippage limit.
///
/// It is the yardstick of the benchmark and nothing else: same rounding, same events (but that a burn
/// does not read the pools, which it does not change), no more checks than a careful team would write.
contract Reference is ERC20 {
    uint256 private constant PPM = 1_000_000;

    IBancorFormula private immutable FORMULA;
    uint32 private immutable RESERVE_RATIO;
    uint32 private immutable ENTRY_TRIBUTE;
    uint32 private immutable EXIT_TRIBUTE;

    uint256 public reserve;
    uint256 public fundingPool;

    event Mint(
        address indexed account,
        uint256 deposit,
        uint256 tribute,
        uint256 minted,
        uint256 supply,
        uint256 reserve,
        uint256 fundingPool
    );
    event Redeem(
        address indexed account,
        uint256 amount,
        uint256 tribute,
        uint256 returned,
        uint256 supply,
        uint256 reserve,
        uint256 fundingPool
    );
    event Burn(
        address indexed account,
        uint32 indexed service,
        bytes32 indexed content,
        uint256 amount,
        uint256 supply
    );
    event Donate(address indexed account, uint256 amount, uint256 supply, uint256 reserve, uint256 fundingPool);

    error ZeroAmount();
    error DeadlinePassed();
    error BelowMinimum();
    error LastToken();
    error PaymentRefused();

    constructor(
        string memory name,
        string memory symbol,
        address formula,
        uint32 reserveRatio,
        uint32 entryTribute,
        uint32 exitTribute,
        uint256 initialSupply
    ) payable ERC20(name, symbol) {
        FORMULA = IBancorFormula(formula);
        RESERVE_RATIO = reserveRatio;
        ENTRY_TRIBUTE = entryTribute;
        EXIT_TRIBUTE = exitTribute;
        reserve = msg.value;
        _mint(msg.sender, initialSupply);
    }

    function mint(uint256 minTokens, uint64 deadline) external payable returns (uint256 minted) {
        if (block.timestamp > deadline) revert DeadlinePassed();
        if (msg.value == 0) revert ZeroAmount();
        (uint256 pool, uint256 funding) = (reserve, fundingPool);
        uint256 tribute = Math.mulDiv(msg.value, ENTRY_TRIBUTE, PPM, Math.Rounding.Ceil);
        uint256 deposit = msg.value - tribute;
        minted = FORMULA.calculatePurchaseReturn(totalSupply(), pool, RESERVE_RATIO, deposit);
        if (minted == 0 || minted < minTokens) revert BelowMinimum();
        pool += deposit;
        funding += tribute;
        (reserve, fundingPool) = (pool, funding);
        _mint(msg.sender, minted);
        emit Mint(msg.sender, msg.value, tribute, minted, totalSupply(), pool, funding);
    }

    function redeem(uint256 amount, uint256 minReturn, uint64 deadline) external returns (uint256 returned) {
        if (block.timestamp > deadline) revert DeadlinePassed();
        if (amount == 0) revert ZeroAmount();
        (uint256 pool, uint256 funding) = (reserve, fundingPool);
        uint256 supply = totalSupply();
        if (amount == supply) revert LastToken();
        uint256 gross = FORMULA.calculateSaleReturn(supply, pool, RESERVE_RATIO, amount);
        uint256 tribute = Math.mulDiv(gross, EXIT_TRIBUTE, PPM, Math.Rounding.Ceil);
        returned = gross - tribute;
        if (returned == 0 || returned < minReturn) revert BelowMinimum();
        pool -= gross;
        funding += tribute;
        (reserve, fundingPool) = (pool, funding);
        _burn(msg.sender, amount);
        emit Redeem(msg.sender, amount, tribute, returned, supply - amount, pool, funding);
        (bool paid,) = msg.sender.call{value: returned}("");
        if (!paid) revert PaymentRefused();
    }

    function burn(uint256 amount, uint32 service, bytes32 content) external {
        if (amount == 0) revert ZeroAmount();
        if (amount == totalSupply()) revert LastToken();
        _burn(msg.sender, amount);
        emit Burn(msg.sender, service, content, amount, totalSupply());
    }

    function donate() external payable {
        if (msg.value == 0) revert ZeroAmount();
        uint256 funding = fundingPool + msg.value;
        fundingPool = funding;
        emit Donate(msg.sender, msg.value, totalSupply(), reserve, funding);
    }
}
