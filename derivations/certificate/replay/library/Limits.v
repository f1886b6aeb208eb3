(* Limits, of the values that a term has where a quantity tends to a place. *)

From Coq Require Import Reals ZArith Lia Lra List Bool PeanoNat FunctionalExtensionality.
From Coquelicot Require Import Coquelicot.
From Replay Require Import Smooth Composite World Rules Slopes Parts Steps Sums Nearby.
Import ListNotations.
Open Scope R_scope.

(* In the worlds where the quantity has other values it is as well a number. *)
Definition always_valued (M : model) (x : positive) : Prop := forall i w, def (qt M x i) w.

Lemma toward_proper : forall p w, ProperFilter (toward p w).
Proof. intros [t |] w; unfold toward; [apply at_right_proper_filter | apply Rbar_locally_filter]. Qed.
Lemma toward_filter : forall p w, Filter (toward p w).
Proof. intros p w; apply (@filter_filter _ _ (toward_proper p w)). Qed.

Definition Goes (p : place) (w : world) (f : R -> R) (x : Rbar) : Prop := filterlim f (toward p w) (Rbar_locally x).

Lemma goes_constant : forall p w c, Goes p w (fun _ => c) (Finite c).
Proof. intros p w c; pose proof (toward_filter p w); apply filterlim_const. Qed.
Lemma goes_plus : forall p w f g x y z, Goes p w f x -> Goes p w g y -> is_Rbar_plus x y z ->
  Goes p w (fun h => f h + g h) z.
Proof.
  intros p w f g x y z F G H; pose proof (toward_filter p w).
  apply (filterlim_comp_2 (F := toward p w) (G := Rbar_locally x) (H := Rbar_locally y) f g Rplus F G).
  apply filterlim_Rbar_plus, H.
Qed.
Lemma goes_times : forall p w f g x y z, Goes p w f x -> Goes p w g y -> is_Rbar_mult x y z ->
  Goes p w (fun h => f h * g h) z.
Proof.
  intros p w f g x y z F G H; pose proof (toward_filter p w).
  apply (filterlim_comp_2 (F := toward p w) (G := Rbar_locally x) (H := Rbar_locally y) f g Rmult F G).
  apply filterlim_Rbar_mult, H.
Qed.
Lemma goes_through : forall p w f (g : R -> R) x y, Goes p w f x -> filterlim g (Rbar_locally x) (Rbar_locally y) ->
  Goes p w (fun h => g (f h)) y.
Proof. intros p w f g x y F G; exact (filterlim_comp _ _ _ f g _ _ _ F G). Qed.
Lemma goes_through_derivable : forall p w f (g : R -> R) x l, Goes p w f (Finite x) -> is_derive g x l ->
  Goes p w (fun h => g (f h)) (Finite (g x)).
Proof. intros p w f g x l F D; apply (goes_through p w f g (Finite x)); [exact F | exact (derive_continuous g x l D)]. Qed.
Lemma goes_same : forall p w f x y, Goes p w f x -> x = y -> Goes p w f y.
Proof. intros; subst; assumption. Qed.
Lemma up_pos : forall x : R, 0 < x -> is_Rbar_mult p_infty x p_infty.
Proof. intros x H; apply is_Rbar_mult_p_infty_pos, H. Qed.
Lemma up_neg : forall x : R, x < 0 -> is_Rbar_mult p_infty x m_infty.
Proof. intros x H; apply is_Rbar_mult_p_infty_neg, H. Qed.
Lemma down_pos : forall x : R, 0 < x -> is_Rbar_mult m_infty x m_infty.
Proof. intros x H; apply is_Rbar_mult_m_infty_pos, H. Qed.
Lemma down_neg : forall x : R, x < 0 -> is_Rbar_mult m_infty x p_infty.
Proof. intros x H; apply is_Rbar_mult_m_infty_neg, H. Qed.
Lemma pos_up : forall x : R, 0 < x -> is_Rbar_mult x p_infty p_infty.
Proof. intros x H; apply is_Rbar_mult_sym, up_pos, H. Qed.
Lemma neg_up : forall x : R, x < 0 -> is_Rbar_mult x p_infty m_infty.
Proof. intros x H; apply is_Rbar_mult_sym, up_neg, H. Qed.
Lemma pos_down : forall x : R, 0 < x -> is_Rbar_mult x m_infty m_infty.
Proof. intros x H; apply is_Rbar_mult_sym, down_pos, H. Qed.
Lemma neg_down : forall x : R, x < 0 -> is_Rbar_mult x m_infty p_infty.
Proof. intros x H; apply is_Rbar_mult_sym, down_neg, H. Qed.
Lemma neg_neg : forall x y : R, x < 0 -> y < 0 -> 0 < x * y.
Proof. intros; nra. Qed.
Lemma pos_neg : forall x y : R, 0 < x -> y < 0 -> x * y < 0.
Proof. intros; nra. Qed.
Lemma neg_pos : forall x y : R, x < 0 -> 0 < y -> x * y < 0.
Proof. intros; nra. Qed.

(* ---- powers ---- *)

Lemma goes_pow : forall p w f x k, Goes p w f (Finite x) -> match k with Zneg _ => x <> 0 | _ => True end ->
  Goes p w (fun h => zpow (f h) k) (Finite (zpow x k)).
Proof.
  intros p w f x k F N.
  apply (goes_through_derivable p w f (fun y => zpow y k) x _ F (slope_pow (fun y => y) x 1 k N (slope_variable x))).
Qed.
Lemma goes_pow_nat : forall p w f x y n, Goes p w f x ->
  (forall m, (0 < m)%nat -> is_Rbar_mult x (y m) (y (S m))) -> y 1%nat = x -> (0 < n)%nat ->
  Goes p w (fun h => f h ^ n) (y n).
Proof.
  intros p w f x y n F M E; induction n as [| n IH]; intro P; [lia |].
  destruct n as [| n].
  - rewrite E; apply (goes_same p w _ x); [| reflexivity].
    pose proof (toward_filter p w); apply (filterlim_ext f); [intro; simpl; ring | exact F].
  - apply (goes_times p w f (fun h => f h ^ S n) x (y (S n))); [exact F | apply IH; lia | apply M; lia].
Qed.
Lemma goes_up_pow : forall p w f k, Goes p w f p_infty -> Goes p w (fun h => zpow (f h) (Zpos k)) p_infty.
Proof.
  intros p w f k F; pose proof (toward_filter p w).
  apply (filterlim_ext (fun h => f h ^ Pos.to_nat k)); [intro; destruct k; simpl; auto; ring |].
  apply (goes_pow_nat p w f p_infty (fun _ => p_infty)); [exact F | intros; reflexivity | reflexivity | lia].
Qed.
Lemma goes_down_pow : forall p w f k, Goes p w f m_infty ->
  Goes p w (fun h => zpow (f h) (Zpos k)) (if Z.even (Zpos k) then p_infty else m_infty).
Proof.
  intros p w f k F; pose proof (toward_filter p w).
  apply (filterlim_ext (fun h => f h ^ Pos.to_nat k)); [intro; destruct k; simpl; auto; ring |].
  assert (E : Z.even (Zpos k) = Nat.even (Pos.to_nat k)).
  { apply Bool.eq_true_iff_eq; rewrite Nat.even_spec, Z.even_spec; split; intros [m Hm];
      [exists (Z.to_nat m); lia | exists (Z.of_nat m); lia]. }
  rewrite E.
  apply (goes_pow_nat p w f m_infty (fun n => if Nat.even n then p_infty else m_infty)); [exact F | | reflexivity | lia].
  intros m _; rewrite Nat.even_succ, <- Nat.negb_even; destruct (Nat.even m); reflexivity.
Qed.
Lemma goes_inverse : forall p w f x, Goes p w f x -> x = p_infty \/ x = m_infty -> Goes p w (fun h => / f h) (Finite 0).
Proof.
  intros p w f x F H; apply (goes_through p w f Rinv x); [exact F |].
  assert (E : Rbar_inv x = Finite 0) by (destruct H; subst; reflexivity).
  rewrite <- E; apply filterlim_Rbar_inv; destruct H; subst; discriminate.
Qed.
Lemma goes_infinite_pow_neg : forall p w f x k, Goes p w f x -> x = p_infty \/ x = m_infty ->
  Goes p w (fun h => zpow (f h) (Zneg k)) (Finite 0).
Proof.
  intros p w f x k F H; pose proof (toward_filter p w).
  apply (filterlim_ext (fun h => / zpow (f h) (Zpos k))); [intro; destruct k; reflexivity |].
  destruct H; subst.
  - apply (goes_inverse p w _ p_infty); [apply goes_up_pow, F | left; reflexivity].
  - apply (goes_inverse p w _ (if Z.even (Zpos k) then p_infty else m_infty)); [apply goes_down_pow, F |].
    destruct (Z.even (Zpos k)); [left | right]; reflexivity.
Qed.

(* ---- the rules ---- *)

Lemma rule_limit_of_constant : forall t q d p w, Indep t d w -> Tends t q d p t w.
Proof.
  intros t q d p w H; pose proof (toward_filter p w); unfold Tends.
  apply (filterlim_ext (fun _ => val t w)); [| apply filterlim_const].
  intro h; symmetry; apply H.
Qed.
Lemma where_moves : forall M x i w h, moves_itself M x -> val (qt M x i) (where_ (qt M x i) (lab M x i) w h) = h.
Proof. intros M x i w h F; unfold where_; rewrite (proj1 (F i w _)); ring. Qed.
Lemma rule_limit_of_variable_point : forall M x i t w, moves_itself M x ->
  Tends (qt M x i) (qt M x i) (lab M x i) (Some t) t w.
Proof.
  intros M x i t w F; unfold Tends; apply (filterlim_ext (fun h => h)); [intro h; symmetry; apply where_moves, F |].
  unfold toward, at_right, within; intros P [e H]; exists e; intros y Hy _; apply H, Hy.
Qed.
Lemma rule_limit_of_variable_infinity : forall M x i w, moves_itself M x ->
  TendsUp (qt M x i) (qt M x i) (lab M x i) None w.
Proof.
  intros M x i w F; unfold TendsUp; apply (filterlim_ext (fun h => h)); [intro h; symmetry; apply where_moves, F |].
  apply filterlim_id.
Qed.
Lemma rule_limit_of_sum : forall p w f x, Goes p w f x -> Goes p w f x.
Proof. auto. Qed.
Lemma rule_limit_of_product : forall p w f x, Goes p w f x -> Goes p w f x.
Proof. auto. Qed.
Lemma rule_limit_of_power : forall p w f x, Goes p w f x -> Goes p w f x.
Proof. auto. Qed.
Lemma rule_limit_of_exp_or_ln_exp : forall p w f x, Goes p w f (Finite x) -> Goes p w (fun h => exp (f h)) (Finite (exp x)).
Proof. intros p w f x F; apply (goes_through_derivable p w f exp x (exp x) F), is_derive_exp. Qed.
Lemma rule_limit_of_exp_or_ln_exp_up : forall p w f, Goes p w f p_infty -> Goes p w (fun h => exp (f h)) p_infty.
Proof. intros p w f F; apply (goes_through p w f exp p_infty); [exact F | exact is_lim_exp_p]. Qed.
Lemma rule_limit_of_exp_or_ln_exp_down : forall p w f, Goes p w f m_infty -> Goes p w (fun h => exp (f h)) (Finite 0).
Proof. intros p w f F; apply (goes_through p w f exp m_infty); [exact F | exact is_lim_exp_m]. Qed.
Lemma rule_limit_of_exp_or_ln_ln : forall p w f x, 0 < x -> Goes p w f (Finite x) -> Goes p w (fun h => ln (f h)) (Finite (ln x)).
Proof. intros p w f x P F; apply (goes_through_derivable p w f ln x (/ x) F), is_derive_ln, P. Qed.
Lemma rule_limit_of_exp_or_ln_ln_up : forall p w f, Goes p w f p_infty -> Goes p w (fun h => ln (f h)) p_infty.
Proof. intros p w f F; apply (goes_through p w f ln p_infty); [exact F | exact is_lim_ln_p]. Qed.
Lemma rule_limit_of_total : forall s (b l : Z -> tm) q d p w,
  (forall k, isin k s = true -> Tends (b k) q d p (l k) w) -> Tends (sum s b) q d p (sum s l) w.
Proof.
  intros s b l q d p w H.
  assert (K : forall m, (forall k, In k m -> isin k s = true) ->
    Goes p w (fun h => total m (fun k => val (b k) (where_ q d w h))) (Finite (total m (fun k => val (l k) w)))).
  { induction m as [| k m IH]; intro I; [exact (goes_constant p w 0) |].
    apply (goes_plus p w (fun h => val (b k) (where_ q d w h)) (fun h => total m (fun k => val (b k) (where_ q d w h)))
      (Finite (val (l k) w)) (Finite (total m (fun k => val (l k) w)))); [| | reflexivity].
    - apply H, I; left; reflexivity.
    - apply IH; intros; apply I; right; assumption. }
  apply (K (elems s)); intros k; apply elems_in.
Qed.
Lemma goes_above : forall p w f g, Goes p w f p_infty -> toward p w (fun h => f h <= g h) -> Goes p w g p_infty.
Proof.
  intros p w f g F H; pose proof (toward_filter p w) as FF; unfold Goes, filterlim, filter_le, filtermap in *.
  intros P [m K]; specialize (F (fun y => m < y)); assert (L : toward p w (fun h => m < f h)).
  { apply F; exists m; auto. }
  generalize (filter_and _ _ L H); apply filter_imp; intros h [A B]; apply K; lra.
Qed.
Lemma rule_limit_of_growing_total : forall s (b : Z -> tm) j q d p w, TendsUp (b j) q d p w -> isin j s = true ->
  finite s = true -> (forall k, isin k s = true -> toward p w (fun h => 0 <= val (b k) (where_ q d w h))) ->
  TendsUp (sum s b) q d p w.
Proof.
  intros s b j q d p w G I F H; apply (goes_above p w (fun h => val (b j) (where_ q d w h)) _ G).
  pose proof (toward_filter p w) as FF.
  assert (K : forall m, (forall k, In k m -> isin k s = true) ->
    toward p w (fun h => forall k, In k m -> 0 <= val (b k) (where_ q d w h))).
  { induction m as [| k m IH]; intro A; [apply filter_forall; intros h k [] |].
    generalize (filter_and _ _ (H k (A k (or_introl eq_refl))) (IH (fun k K => A k (or_intror K)))); apply filter_imp.
    intros h [B C] i [<- | J]; [exact B | apply C, J]. }
  generalize (K (elems s) (elems_in s)); apply filter_imp; intros h A; simpl.
  pose proof (in_elems s j F I) as J; revert A J; generalize (elems s) as m; induction m as [| k m IH]; intros A J;
    [contradiction |].
  assert (N : forall m', (forall k, In k m' -> 0 <= val (b k) (where_ q d w h)) ->
    0 <= total m' (fun k => val (b k) (where_ q d w h))).
  { induction m' as [| k' m' IH']; intro B; [apply Rle_refl |]; simpl.
    apply Rplus_le_le_0_compat; [apply B; left; reflexivity | apply IH'; intros; apply B; right; assumption]. }
  simpl; destruct J as [-> | J].
  - pose proof (N m (fun k K => A k (or_intror K))); lra.
  - pose proof (IH (fun k K => A k (or_intror K)) J); pose proof (A k (or_introl eq_refl)); lra.
Qed.
Lemma rule_limit_of_equal : forall s t q d p w x, toward p w (fun h => Eq s t (where_ q d w h)) ->
  Goes p w (fun h => val t (where_ q d w h)) x -> Goes p w (fun h => val s (where_ q d w h)) x.
Proof.
  intros s t q d p w x E G; pose proof (toward_filter p w).
  apply (filterlim_ext_loc (fun h => val t (where_ q d w h))); [| exact G].
  generalize E; apply filter_imp; intros h K; symmetry; exact K.
Qed.
Lemma rule_limit_of_equal_value : forall t q d p l m w, Eq l m w -> Tends t q d p l w -> Tends t q d p m w.
Proof. unfold Tends, Eq; intros t q d p l m w E; rewrite E; auto. Qed.
Lemma rule_value_nearby : forall t q d p w, toward p w (fun h => def t (where_ q d w h)) -> Near t q d p w.
Proof. auto. Qed.
Lemma approach_toward : forall p w, filterlim (approach p w) eventually (toward p w).
Proof.
  intros [t |] w P H.
  - destruct H as [e H]; destruct (nfloor_ex (/ e)) as [n Hn]; [apply Rlt_le, Rinv_0_lt_compat, cond_pos |].
    exists (S n); intros m Hm; apply H; unfold approach.
    + change (Rabs (val t w + / (INR m + 1) - val t w) < e).
      assert (L : / e < INR m + 1).
      { apply Rlt_le_trans with (INR n + 1); [apply Hn |]; apply Rplus_le_compat_r, le_INR; lia. }
      pose proof (pos_INR m); replace (val t w + / (INR m + 1) - val t w) with (/ (INR m + 1)) by ring.
      rewrite Rabs_pos_eq by (apply Rlt_le, Rinv_0_lt_compat; lra).
      rewrite <- (Rinv_involutive e) by (apply Rgt_not_eq, cond_pos).
      apply Rinv_lt_contravar; [apply Rmult_lt_0_compat; [apply Rinv_0_lt_compat, cond_pos | lra] | exact L].
    + pose proof (pos_INR m); assert (0 < / (INR m + 1)) by (apply Rinv_0_lt_compat; lra); lra.
  - destruct H as [m H]; destruct (nfloor_ex (Rmax 0 m)) as [n Hn]; [apply Rmax_l |].
    exists (S n); intros k Hk; apply H; unfold approach.
    apply Rle_lt_trans with (Rmax 0 m); [apply Rmax_r |].
    apply Rlt_le_trans with (INR n + 1); [apply Hn |]; rewrite <- S_INR; apply le_INR; lia.
Qed.
Lemma limit_is : forall t q d p w l, filterlim (fun h => val t (where_ q d w h)) (toward p w) (locally l) ->
  val (lm t q d p) w = l.
Proof.
  intros t q d p w l H; simpl.
  assert (E : is_lim_seq (fun n => val t (where_ q d w (approach p w n))) (Finite l)).
  { exact (filterlim_comp _ _ _ (approach p w) (fun h => val t (where_ q d w h)) _ _ _ (approach_toward p w) H). }
  rewrite (is_lim_seq_unique _ _ E); reflexivity.
Qed.
Lemma rule_value_of_limit_eq : forall t q d p l w, Tends t q d p l w -> Eq (lm t q d p) l w.
Proof. intros t q d p l w H; exact (limit_is t q d p w (val l w) H). Qed.
Lemma rule_value_of_limit_defined : forall t q d p l w, Tends t q d p l w -> Near t q d p w -> def (lm t q d p) w.
Proof. intros t q d p l w H N; split; [exact N | exists (val l w); exact H]. Qed.
Lemma rule_limit_from_value : forall t q d p l w, Eq (lm t q d p) l w -> def (lm t q d p) w -> Tends t q d p l w.
Proof.
  intros t q d p l w E (_ & x & H); unfold Tends in *; pose proof (limit_is t q d p w x H) as K; simpl in H.
  unfold Eq in E; rewrite <- E, K; exact H.
Qed.

(* ---- what holds near the place ---- *)

Definition Near_place (q : tm) (d : label) (p : place) (w : world) (P : world -> Prop) : Prop :=
  toward p w (fun h => P (where_ q d w h)).
Lemma place_always : forall q d p w (P : world -> Prop), (forall h, P (shift w d h)) -> Near_place q d p w P.
Proof. intros q d p w P H; pose proof (toward_filter p w); exact (filter_forall (fun h => P (where_ q d w h)) (fun h => H _)). Qed.
Lemma place_and : forall q d p w (P Q : world -> Prop), Near_place q d p w P -> Near_place q d p w Q ->
  Near_place q d p w (fun w => P w /\ Q w).
Proof.
  intros q d p w P Q A B; pose proof (toward_filter p w).
  exact (filter_and (fun h => P (where_ q d w h)) (fun h => Q (where_ q d w h)) A B).
Qed.
Lemma place_then : forall q d p w (P Q : world -> Prop), (forall u, P u -> Q u) -> Near_place q d p w P ->
  Near_place q d p w Q.
Proof.
  intros q d p w P Q H; pose proof (toward_filter p w).
  apply (filter_imp (fun h => P (where_ q d w h)) (fun h => Q (where_ q d w h))); intro; apply H.
Qed.
Lemma place_large_lt : forall M x i c w, moves_itself M x ->
  Near_place (qt M x i) (lab M x i) None w (fun w => Lt (Tm (fun _ => c) (fun _ => True)) (qt M x i) w).
Proof. intros M x i c w F; exists c; intros h H; unfold Lt; rewrite where_moves by exact F; exact H. Qed.
Lemma place_large_le : forall M x i c w, moves_itself M x ->
  Near_place (qt M x i) (lab M x i) None w (fun w => Le (Tm (fun _ => c) (fun _ => True)) (qt M x i) w).
Proof. intros M x i c w F; exists c; intros h H; unfold Le; rewrite where_moves by exact F; apply Rlt_le, H. Qed.
Lemma place_above_lt : forall M x i t w, moves_itself M x -> Indep t (lab M x i) w ->
  Near_place (qt M x i) (lab M x i) (Some t) w (fun w => Lt t (qt M x i) w).
Proof.
  intros M x i t w F I; exists (mkposreal 1 Rlt_0_1); intros h _ H; unfold Lt; rewrite where_moves by exact F.
  unfold where_; rewrite (proj1 (I w _)); exact H.
Qed.
Lemma place_above_le : forall M x i t w, moves_itself M x -> Indep t (lab M x i) w ->
  Near_place (qt M x i) (lab M x i) (Some t) w (fun w => Le t (qt M x i) w).
Proof.
  intros M x i t w F I; apply (place_then _ _ _ w (fun w => Lt t (qt M x i) w)); [intro; apply Rlt_le |].
  apply place_above_lt; assumption.
Qed.
