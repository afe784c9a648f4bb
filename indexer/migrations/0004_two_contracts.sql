-- A deployment has two contracts from here on: the Commons, which may begin with a hatch, and the
-- Conviction contract that governs it; and its currency may be an ERC-20 token of other decimals.

-- What a deployment of the Commons alone wrote cannot be completed: nothing here says where its
-- second contract would be. Such a database is refused rather than filled with guesses.
do $$
begin
    if exists (select from deployment) then
        raise exception 'this database follows a deployment of the Commons alone; index the new '
            'deployment into an empty database (createdb, then another --database-url)';
    end if;
end
$$;

alter table deployment
    add column conviction           bytea          not null check (octet_length(conviction) = 20),
    add column currency_kind        text           not null check (currency_kind in ('native', 'erc20')),
    add column currency_address     bytea          check (octet_length(currency_address) = 20),
    add column currency_decimals    smallint       not null check (currency_decimals between 0 and 18),
    add column native_symbol        text           not null,
    add column hatch_minimum        numeric(78, 0) check (hatch_minimum > 0),
    add column hatch_maximum        numeric(78, 0) check (hatch_maximum >= hatch_minimum),
    add column hatch_deadline       numeric(20, 0) check (hatch_deadline >= 0),
    add column hatch_price          numeric(78, 0) check (hatch_price > 0),
    add column hatch_tribute_ppm    integer        check (hatch_tribute_ppm between 0 and 999999),
    add column hatch_cliff          numeric(20, 0) check (hatch_cliff >= 0),
    add column hatch_half_life      numeric(20, 0) check (hatch_half_life >= 0),
    add column hatch_allowlist      boolean,
    add column hatch_max_jump_ppm   bigint         check (hatch_max_jump_ppm >= 0),
    add column spending_limit_ppm   integer        not null check (spending_limit_ppm between 1 and 1000000),
    add column grant_window         numeric(20, 0) not null check (grant_window > 0),
    add column guardian_until       numeric(20, 0) not null check (guardian_until >= 0),
    add column conviction_half_life numeric(20, 0) not null check (conviction_half_life > 0),
    add column weight_ppm           integer        not null check (weight_ppm between 1 and 1000000),
    add column min_stake_ppm        integer        not null check (min_stake_ppm between 0 and 1000000),
    add column proposal_deposit     numeric(78, 0) not null check (proposal_deposit >= 0),
    add column max_lifetime         numeric(20, 0) not null check (max_lifetime > 0),
    drop constraint deployment_initial_supply_check,
    drop constraint deployment_initial_reserve_check,
    add constraint deployment_initial_supply_check check (initial_supply >= 0),
    add constraint deployment_initial_reserve_check check (initial_reserve >= 0),
    add constraint deployment_currency_check
        check ((currency_kind = 'erc20') = (currency_address is not null)),
    -- Either the deployer opens the curve at once, or a hatch does.
    add constraint deployment_hatch_check check (
        num_nulls(hatch_minimum, hatch_maximum, hatch_deadline, hatch_price, hatch_tribute_ppm,
                  hatch_cliff, hatch_half_life, hatch_allowlist, hatch_max_jump_ppm)
            = case when initial_supply > 0 then 9 else 0 end);

comment on column deployment.decimals             is 'Decimals of the token: an amount of 10^decimals base units is one whole.';
comment on column deployment.initial_supply       is 'Supply the curve opened with, in base units; 0 where it opens with a hatch.';
comment on column deployment.initial_reserve      is 'Reserve the curve opened with, in base units of the currency; 0 where it opens with a hatch.';
comment on column deployment.block_height         is 'Height of the block that deployed the Commons: history starts here.';
comment on column deployment.block_hash           is 'Hash of that block.';
comment on column deployment.conviction           is 'Address of the Conviction contract.';
comment on column deployment.currency_kind        is 'native: the money of the chain; erc20: a token.';
comment on column deployment.currency_address     is 'The token''s contract; null for the money of the chain.';
comment on column deployment.currency_decimals    is 'Decimals of the currency as contracts count it (18 for the money of the chain): 10^currency_decimals base units are one whole.';
comment on column deployment.native_symbol        is 'Symbol of the money of the chain, of which the deposits of proposals are; it has 18 decimals.';
comment on column deployment.hatch_minimum        is 'What the hatch must raise to open the curve, in base units of the currency. This and the other columns of the hatch are null without one.';
comment on column deployment.hatch_maximum        is 'What the hatch can raise at most, in base units of the currency.';
comment on column deployment.hatch_deadline       is 'The last second in which the hatch takes contributions, since the Unix epoch.';
comment on column deployment.hatch_price          is 'Price of one whole token in the hatch, in base units of the currency.';
comment on column deployment.hatch_tribute_ppm    is 'Share of what is raised that goes to the funding pool at the opening, in parts per million.';
comment on column deployment.hatch_cliff          is 'Seconds after the opening until which all tokens of the hatch are locked.';
comment on column deployment.hatch_half_life      is 'Seconds after the cliff in which half of what is locked becomes free, again and again.';
comment on column deployment.hatch_allowlist      is 'Whether only accounts on the allowlist may contribute.';
comment on column deployment.hatch_max_jump_ppm   is 'The most that the spot price may be at the opening, in parts per million of the hatch''s price.';
comment on column deployment.spending_limit_ppm   is 'Share of the funding pool below which a grant must stay, in parts per million.';
comment on column deployment.grant_window         is 'Seconds over which the grants of one beneficiary count together.';
comment on column deployment.guardian_until       is 'When the guardian''s role ends, in seconds since the Unix epoch; 0 where there never was one.';
comment on column deployment.conviction_half_life is 'Seconds in which conviction covers half of the way to its limit.';
comment on column deployment.weight_ppm           is 'How much conviction passing takes: rho of the threshold, in parts per million.';
comment on column deployment.min_stake_ppm        is 'Share of the supply that thresholds count with at least, in parts per million.';
comment on column deployment.proposal_deposit     is 'What a proposal''s author deposits at least, in base units of the chain''s money.';
comment on column deployment.max_lifetime         is 'The longest time that a proposal can stay open, in seconds.';
comment on column events.contract                 is 'Address of the contract that emitted it, whose interface explains it: deployment.commons or deployment.conviction.';
